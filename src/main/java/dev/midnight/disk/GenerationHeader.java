package dev.midnight.disk;

import dev.midnight.Changes;
import dev.midnight.spi.GenerationRecord;
import dev.midnight.spi.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The head of a file: whose it is, what is in it, and how it is written. The layout is in {@code
 * src/docs/store-format.md}.
 *
 * @param about its standing is that of the file's name, its reason that of a mark, if there is one
 */
record GenerationHeader(
    String cache,
    String typeId,
    int compression,
    GenerationRecord about,
    long entries,
    Instant savedAt) {

  static final int VERSION = 1;

  /** Not text, and spoilt by whatever converts line ends. */
  private static final long MAGIC = 0x89_4D_4E_54_0D_0A_1A_0AL;

  private static final int FIXED = Long.BYTES + Short.BYTES + Short.BYTES + Integer.BYTES;

  /** Writes it as the first part of a file. */
  void writeTo(CheckedOutput out) throws IOException {
    byte[] body = body();
    if (body.length > Limits.HEADER) {
      throw new IOException(
          "Cache '%s': the description of generation %d takes %d bytes, the most is %d; nothing was stored. Shorten its watermark."
              .formatted(cache, about.generation(), body.length, Limits.HEADER));
    }
    ByteBuffer part = ByteBuffer.allocate(FIXED + body.length);
    part.putLong(MAGIC).putShort((short) VERSION).putShort((short) compression);
    out.write(part.putInt(body.length).put(body).flip());
  }

  private byte[] body() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(cache);
    out.writeUTF(typeId);
    out.writeLong(about.generation());
    out.writeLong(about.cycle());
    out.writeLong(entries);
    write(out, savedAt);
    write(out, about.loadedAt());
    out.writeBoolean(about.asOf() != null);
    if (about.asOf() != null) {
      write(out, about.asOf());
    }
    write(out, about.watermark());
    write(out, about.reason());
    out.writeLong(about.changes().added());
    out.writeLong(about.changes().updated());
    out.writeLong(about.changes().removed());
    out.writeLong(about.changes().unchanged());
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  /**
   * Reads it, and believes nothing before its checksum is seen to fit.
   *
   * @param fileSize bounds the number of entries
   */
  static GenerationHeader readFrom(CheckedInput in, Standing standing, long fileSize)
      throws IOException {
    ByteBuffer fixed = in.read(FIXED);
    if (fixed.getLong() != MAGIC) {
      throw in.damaged("it does not begin as a generation does");
    }
    int version = fixed.getShort();
    int compression = fixed.getShort();
    int length = fixed.getInt();
    if (length < 0 || length > Limits.HEADER) {
      throw in.damaged("its head is said to take %d bytes".formatted(length));
    }
    byte[] body = in.read(length).array();
    in.verify();
    if (version != VERSION) {
      throw new ForeignFormatException(version);
    }
    GenerationHeader header = parse(in, body, compression, standing);
    if (header.entries < 0 || header.entries > Limits.entries(fileSize)) {
      throw in.damaged("%d entries cannot be in %d bytes".formatted(header.entries, fileSize));
    }
    return header;
  }

  private static GenerationHeader parse(
      CheckedInput in, byte[] body, int compression, Standing standing) throws IOException {
    DataInputStream fields = new DataInputStream(new ByteArrayInputStream(body));
    try {
      String cache = fields.readUTF();
      String typeId = fields.readUTF();
      long generation = fields.readLong();
      long cycle = fields.readLong();
      long entries = fields.readLong();
      Instant savedAt = time(fields);
      Instant loadedAt = time(fields);
      Instant asOf = fields.readBoolean() ? time(fields) : null;
      String watermark = fields.readBoolean() ? fields.readUTF() : null;
      String reason = fields.readBoolean() ? fields.readUTF() : null;
      Changes changes =
          new Changes(fields.readLong(), fields.readLong(), fields.readLong(), fields.readLong());
      return new GenerationHeader(
          cache,
          typeId,
          compression,
          new GenerationRecord(
              generation, standing, reason, cycle, loadedAt, asOf, watermark, changes),
          entries,
          savedAt);
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw in.damaged("its head makes no sense (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  private static Instant time(DataInputStream fields) throws IOException {
    return Instant.ofEpochSecond(fields.readLong(), fields.readInt());
  }
}
