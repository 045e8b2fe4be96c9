package io.lyceum.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between two processes that can be cut: what is sent meanwhile arrives after it has healed,
 * as TCP would send it again, and no side is told anything.
 */
final class TcpProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int target;
  private boolean cut;

  /** Passes connections on to a port of this machine from now on. */
  TcpProxy(int target) throws IOException {
    this.target = target;
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized void cut() {
    cut = true;
  }

  synchronized void heal() {
    cut = false;
    notifyAll();
  }

  private synchronized void awaitWire() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        sockets.add(near);
        Thread.startVirtualThread(() -> connect(near));
      }
    } catch (IOException closed) {
      // The end of the proxy.
    }
  }

  private void connect(Socket near) {
    try {
      awaitWire();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      Thread.startVirtualThread(() -> pump(near, far));
      pump(far, near);
    } catch (IOException nobodyListens) {
      end(near);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      while (true) {
        int read = from.getInputStream().read(buffer);
        awaitWire();
        if (read < 0) {
          return;
        }
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // The other side is told by the end of its connection.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It has ended in any case.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    heal();
    sockets.forEach(this::end);
  }
}
