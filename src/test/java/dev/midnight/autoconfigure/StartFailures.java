package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Starts applications that do not start, and keeps what the operator is shown. */
final class StartFailures {

  private StartFailures() {}

  /** Description and action of the first analysis, as Boot would print it. */
  static String of(Class<?> configuration, String... properties) {
    SpringApplication application = new SpringApplication(configuration, AllOfMidnight.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    List<AnnotationConfigApplicationContext> contexts = new ArrayList<>();
    application.setApplicationContextFactory(
        type -> {
          contexts.add(new AnnotationConfigApplicationContext());
          return contexts.get(0);
        });
    List<String> arguments = new ArrayList<>();
    for (String property : properties) {
      arguments.add("--" + property);
    }
    Throwable failure =
        catchThrowable(() -> application.run(arguments.toArray(String[]::new)).close());
    if (failure == null) {
      throw new AssertionError("The application started.");
    }
    return analyze(failure, contexts.get(0));
  }

  static String analyze(Throwable failure, AnnotationConfigApplicationContext context) {
    ArgumentResolver arguments =
        ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
            .and(Environment.class, context.getEnvironment());
    List<FailureAnalyzer> analyzers =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(FailureAnalyzer.class, arguments, (type, name, unusable) -> {});
    for (FailureAnalyzer analyzer : analyzers) {
      FailureAnalysis analysis = analyzer.analyze(failure);
      if (analysis != null) {
        return analysis.getDescription() + "\n" + analysis.getAction();
      }
    }
    throw new AssertionError("No analyzer explains it.", failure);
  }

  static String messageOf(ThrowingCallable call) {
    return String.valueOf(catchThrowable(call));
  }
}
