package dev.midnight.examples.quickstart;

/** One city, and the snapshot that it was read from. */
record CityAnswer(City city, SnapshotStamp snapshot) {}
