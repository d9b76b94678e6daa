package dev.midnight.examples.quickstart;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A city and where it is.
 *
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
record City(@JsonUnwrapped CityKey key, double latitude, double longitude) {}
