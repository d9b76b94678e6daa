package dev.midnight.examples.jdbctable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that holds the table {@code price} in memory. */
@SpringBootApplication
public class JdbcTableApplication {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(JdbcTableApplication.class, arguments);
  }
}
