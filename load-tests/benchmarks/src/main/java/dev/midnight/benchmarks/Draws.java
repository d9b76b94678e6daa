package dev.midnight.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** The order in which keys are asked for. */
public enum Draws {
  UNIFORM {
    @Override
    int[] numbers(int size, int count, Random random) {
      return random.ints(count, 0, size).toArray();
    }
  },
  /** Zipf with exponent 0.99; the popular keys lie anywhere. */
  ZIPF {
    @Override
    int[] numbers(int size, int count, Random random) {
      double[] cumulative = new double[size];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Math.pow(i + 1.0, -0.99);
        cumulative[i] = sum;
      }
      double total = sum;
      int[] places = random.ints(0, size).distinct().limit(size).toArray();
      return random
          .doubles(count)
          .mapToInt(draw -> Math.abs(Arrays.binarySearch(cumulative, draw * total) + 1))
          .map(rank -> places[Math.min(rank, size - 1)])
          .toArray();
    }
  },
  /** Uniform, one key in ten absent. */
  HITS_90 {
    @Override
    int[] numbers(int size, int count, Random random) {
      return random.ints(count, 0, size).map(i -> random.nextInt(10) == 0 ? i + size : i).toArray();
    }
  };

  abstract int[] numbers(int size, int count, Random random);
}
