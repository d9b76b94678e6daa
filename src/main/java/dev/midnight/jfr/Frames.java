package dev.midnight.jfr;

import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** What the frames of a stack say. */
final class Frames {

  private static final int DEEPEST = 32;

  /** A stack with one of these among its innermost frames is of a thread that waits for work. */
  static final Set<String> WAIT_FOR_WORK =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor.getTask",
          "java.util.concurrent.ForkJoinPool.awaitWork",
          "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
          "java.util.TimerThread.mainLoop",
          "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
          "org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
          "org.quartz.simpl.SimpleThreadPool$WorkerThread.run",
          "io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor$Worker.run",
          "io.opentelemetry.sdk.trace.export.BatchSpanProcessor$Worker.run",
          "dev.midnight.generations.PinAlarm.await",
          "dev.midnight.write.WriteDrainer.rest",
          "dev.midnight.write.WriteDrainer.pause",
          "dev.midnight.refresh.CycleControl.awaitWorkers",
          "dev.midnight.refresh.CycleControl.awaitWorkersOrCancel",
          "dev.midnight.refresh.PartLoads.awaitHelpers",
          "dev.midnight.jfr.ProfileRun.watch");

  private static final int INNERMOST = 16;

  private Frames() {}

  static List<String> of(@Nullable RecordedStackTrace stack) {
    return stack == null
        ? List.of()
        : stack.getFrames().stream().limit(DEEPEST).map(Frames::text).toList();
  }

  /** Whether its thread waits for something to do, and not for another thread. */
  static boolean idle(List<String> frames) {
    return frames.stream()
        .limit(INNERMOST)
        .map(Frames::method)
        .anyMatch(
            method -> WAIT_FOR_WORK.contains(method) || method.startsWith("jdk.jfr.internal."));
  }

  /** The innermost method that is not the JDK's own; the innermost one where all are. */
  static String ownMethod(List<String> frames) {
    return frames.stream()
        .filter(frame -> !isJdk(frame))
        .findFirst()
        .orElse(frames.isEmpty() ? "a stack that is not known" : frames.get(0));
  }

  private static boolean isJdk(String frame) {
    return frame.startsWith("java.")
        || frame.startsWith("jdk.")
        || frame.startsWith("sun.")
        || frame.startsWith("javax.");
  }

  private static String method(String frame) {
    int line = frame.indexOf(':');
    return line < 0 ? frame : frame.substring(0, line);
  }

  private static String text(RecordedFrame frame) {
    String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    return frame.getLineNumber() < 0 ? method : method + ":" + frame.getLineNumber();
  }
}
