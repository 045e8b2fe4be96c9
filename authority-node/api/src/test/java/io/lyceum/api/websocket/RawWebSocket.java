package io.lyceum.api.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends any frame, and reads only when it is told to. */
final class RawWebSocket implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int PING = 9;
  static final int PONG = 10;

  /** A frame of the server. */
  record Frame(int code, byte[] payload) {}

  private final Socket socket;
  private final String status;

  /** Connects, with more headers than are needed, each with its line end. */
  RawWebSocket(URI place, String... headers) throws IOException {
    socket = new Socket(place.getHost(), place.getPort());
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(20_000);
    String host = headers.length == 0 ? "Host: localhost\r\n" : "";
    String request =
        "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + host
            + String.join("", headers)
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after %s", head).isNotNegative();
      head.append((char) next);
    }
    status = head.substring(0, head.indexOf("\r\n"));
  }

  /** The first line that the server answered. */
  String status() {
    return status;
  }

  void sendText(String text) throws IOException {
    send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a frame, masked with zeros. */
  void send(int code, boolean last, byte[] payload) throws IOException {
    send(code, last, payload.length, payload);
  }

  /** Sends the beginning of a frame whose payload has a length, masked with zeros. */
  void begin(int code, long length, byte[] payload) throws IOException {
    send(code, true, length, payload);
  }

  private void send(int code, boolean last, long length, byte[] payload) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeByte((last ? 0x80 : 0) | code);
    if (length < 126) {
      frame.writeByte(0x80 | (int) length);
    } else if (length < 1 << 16) {
      frame.writeByte(0x80 | 126);
      frame.writeShort((int) length);
    } else {
      frame.writeByte(0x80 | 127);
      frame.writeLong(length);
    }
    frame.writeInt(0);
    frame.write(payload);
    sendBytes(bytes.toByteArray());
  }

  /** Sends bytes that need not be frames. */
  void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** What there is to read, or comes next. */
  String readSome() throws IOException {
    byte[] buffer = new byte[1024];
    int read = socket.getInputStream().read(buffer);
    assertThat(read).isPositive();
    return new String(buffer, 0, read, StandardCharsets.UTF_8);
  }

  /** Reads the frame that comes next; from now on the client is no slow one. */
  Frame readFrame() throws IOException {
    socket.setReceiveBufferSize(1 << 20);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int code = in.readUnsignedByte() & 0x0f;
    int coded = in.readUnsignedByte();
    long length = coded == 127 ? in.readLong() : coded == 126 ? in.readUnsignedShort() : coded;
    return new Frame(code, in.readNBytes((int) length));
  }

  /** The code of the close frame that comes next. */
  int closeCode() throws IOException {
    byte[] head = socket.getInputStream().readNBytes(4);
    while ((head[0] & 0x0f) != 8) {
      assertThat(head[0] & 0x0f).as("a ping or pong without payload").isBetween(9, 10);
      byte[] rest = socket.getInputStream().readNBytes(2);
      head = new byte[] {head[2], head[3], rest[0], rest[1]};
    }
    return (head[2] & 0xff) << 8 | head[3] & 0xff;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
