package dev.midnight.storm.measure;

import java.util.List;

/**
 * A curve {@code y = factor * x^exponent}, fitted by least squares on the logarithms of both.
 *
 * @param exponent 0 where y does not depend on x, 1 where it grows in proportion
 * @param fit the coefficient of determination on the logarithms, 1 where all points lie on it
 */
public record PowerLaw(double factor, double exponent, double fit) {

  /** A point of two positive coordinates. */
  public record Point(double x, double y) {}

  /**
   * The best curve through the points.
   *
   * @throws IllegalArgumentException for fewer than two different x, or a coordinate not above 0
   */
  public static PowerLaw through(List<Point> points) {
    double n = points.size();
    double sumX = 0;
    double sumY = 0;
    for (Point point : points) {
      sumX += log(point.x());
      sumY += log(point.y());
    }
    double covariance = 0;
    double varianceX = 0;
    double varianceY = 0;
    for (Point point : points) {
      double x = log(point.x()) - sumX / n;
      double y = log(point.y()) - sumY / n;
      covariance += x * y;
      varianceX += x * x;
      varianceY += y * y;
    }
    if (!(varianceX > 0)) {
      throw new IllegalArgumentException(
          "A power law needs two different sizes, but was given %s. Measure more sizes."
              .formatted(points));
    }
    double exponent = covariance / varianceX;
    double factor = Math.exp(sumY / n - exponent * sumX / n);
    double fit = varianceY == 0 ? 1 : covariance * covariance / (varianceX * varianceY);
    return new PowerLaw(factor, exponent, fit);
  }

  private static double log(double coordinate) {
    if (!(coordinate > 0)) {
      throw new IllegalArgumentException(
          "A power law was given the coordinate %s, which has no logarithm. Leave that point out."
              .formatted(coordinate));
    }
    return Math.log(coordinate);
  }
}
