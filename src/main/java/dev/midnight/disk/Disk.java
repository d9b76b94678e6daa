package dev.midnight.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The operations on files that a store is made of. A crash may come between any two of them, and
 * each may fail: tests put themselves in between here.
 */
interface Disk {

  /** A new file that nobody else may read, to be written from its beginning. */
  NewFile create(Path file) throws IOException;

  /** A file to be read from its beginning; never what a link points to. */
  InputStream open(Path file) throws IOException;

  /**
   * The length of a file.
   *
   * @throws DamagedFileException for a link or anything else that is not a file
   */
  long size(Path file) throws IOException;

  /** Gives a file its name in one step, in place of what had that name. */
  void rename(Path from, Path to) throws IOException;

  /** Makes the names in a directory durable. */
  void force(Path directory) throws IOException;

  /** Deletes a file, if it is there. */
  void delete(Path file) throws IOException;

  /** The names of the files in a directory. */
  List<String> list(Path directory) throws IOException;

  /** A file that is being written. */
  interface NewFile extends AutoCloseable {

    /** Writes all that remains. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes the contents durable. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
