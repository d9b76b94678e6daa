package dev.midnight.autoconfigure;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs an application again and again, each time with all classes loaded anew. */
final class RestartingProcess {

  private RestartingProcess() {}

  /** Arguments: the directory of the store, how often. Says which class loaders are still there. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
      loaders.add(run(arguments[0]));
    }
    List<Integer> alive = alive(loaders);
    for (int tries = 0; tries < 50 && alive.size() > 1; tries++) {
      System.gc();
      Thread.sleep(100);
      alive = alive(loaders);
    }
    System.out.println("alive " + alive);
    System.exit(0);
  }

  private static List<Integer> alive(List<WeakReference<ClassLoader>> loaders) {
    List<Integer> alive = new ArrayList<>();
    for (int i = 0; i < loaders.size(); i++) {
      if (loaders.get(i).get() != null) {
        alive.add(i);
      }
    }
    return alive;
  }

  private static WeakReference<ClassLoader> run(String directory) throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    List<Throwable> failures = new ArrayList<>();
    Thread thread = new Thread(() -> runIn(loader, directory, failures), "isolated");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.get(0));
    }
    loader.close();
    return new WeakReference<>(loader);
  }

  private static void runIn(ClassLoader loader, String directory, List<Throwable> failures) {
    try {
      loader
          .loadClass(StoppedInMidRefresh.class.getName())
          .getMethod("run", String.class)
          .invoke(null, directory);
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
