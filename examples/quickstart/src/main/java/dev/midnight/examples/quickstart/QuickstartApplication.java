package dev.midnight.examples.quickstart;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that answers from a replica of its database. */
@SpringBootApplication
public class QuickstartApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(QuickstartApplication.class, arguments);
  }
}
