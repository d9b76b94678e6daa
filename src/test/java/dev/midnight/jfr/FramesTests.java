package dev.midnight.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramesTests {

  /** Named for applications that have it; not on the class path of these tests. */
  private static final List<String> ELSEWHERE = List.of("org.eclipse.jetty.", "io.opentelemetry.");

  static Stream<String> methodsInWhichThreadsWaitForWork() {
    return Frames.WAIT_FOR_WORK.stream()
        .filter(method -> ELSEWHERE.stream().noneMatch(method::startsWith));
  }

  @ParameterizedTest
  @MethodSource("methodsInWhichThreadsWaitForWork")
  void everyMethodThatIsNamedIsThereUnderItsName(String method) throws ClassNotFoundException {
    int dot = method.lastIndexOf('.');
    Class<?> owner =
        Class.forName(method.substring(0, dot), false, FramesTests.class.getClassLoader());

    assertThat(Arrays.stream(owner.getDeclaredMethods()).map(Method::getName))
        .contains(method.substring(dot + 1));
  }

  @Test
  void aThreadWithoutWorkIsIdleAndOneBehindALockIsNot() {
    assertThat(
            Frames.idle(
                List.of(
                    "java.util.concurrent.locks.LockSupport.park:211",
                    "java.util.concurrent.ThreadPoolExecutor.getTask:1062")))
        .isTrue();
    assertThat(
            Frames.idle(
                List.of(
                    "java.util.concurrent.locks.LockSupport.park:211",
                    "java.util.concurrent.locks.ReentrantLock.lock:322")))
        .isFalse();
  }
}
