package dev.midnight.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The name of this instance among those of its application; the same after a restart.
 *
 * @param text the application's name, the host's and the port, or what was configured
 */
record InstanceId(String text) {

  static InstanceId of(@Nullable String configured, Environment environment) {
    if (StringUtils.hasText(configured)) {
      return new InstanceId(configured);
    }
    return new InstanceId(
        environment.getProperty("spring.application.name", "application")
            + "@"
            + hostName(environment)
            + ":"
            + environment.getProperty("server.port", "8080"));
  }

  /** The environment knows it without asking a name server, which may be slow to answer. */
  private static String hostName(Environment environment) {
    String known = environment.getProperty("HOSTNAME", environment.getProperty("COMPUTERNAME", ""));
    if (StringUtils.hasText(known)) {
      return known.toLowerCase(Locale.ROOT);
    }
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** A part of a time span, in milliseconds, that follows from this instance and a name. */
  Duration offset(String name, Duration longest) {
    long choices = longest.toMillis() + 1;
    return Duration.ofMillis(Math.floorMod(mixed(text + '\n' + name), choices));
  }

  /** FNV-1a over the characters, then the finalizer of MurmurHash3: similar names spread well. */
  private static long mixed(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
