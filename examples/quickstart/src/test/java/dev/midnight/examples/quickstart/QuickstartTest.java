package dev.midnight.examples.quickstart;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Starts the service once for all tests that bear this, on a free port and an empty database. A
 * test leaves the data as it was. Their faults together must not open the circuit to the source.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "quickstart.database=./target/test-data/${random.uuid}/cities",
      "resilience4j.circuitbreaker.instances.midnight-cities.sliding-window-size=1000",
      "resilience4j.circuitbreaker.instances.midnight-cities.minimum-number-of-calls=1000"
    })
@interface QuickstartTest {}
