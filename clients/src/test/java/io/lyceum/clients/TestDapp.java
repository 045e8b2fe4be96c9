package io.lyceum.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * MetaMask's test dapp, served from what npm installed, in Chromium with our wallet in the page.
 */
final class TestDapp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HttpServer server;
  private final ChromeDriver browser;

  private TestDapp(HttpServer server, ChromeDriver browser) {
    this.server = server;
    this.browser = browser;
  }

  /**
   * Opens the page, or skips the test where Chromium is absent.
   *
   * @param port where the page is served
   * @param profile an empty directory for the browser
   * @param rpc the node behind the wallet
   * @param key of the wallet's account
   */
  static TestDapp open(NpmClients npm, int port, Path profile, String rpc, String key)
      throws IOException {
    Optional<Path> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(), "Chromium and its driver are not installed");
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            npm.installed("@metamask/test-dapp").resolve("dist"),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.get().toFile())
            .usingAnyFreePort()
            .build();
    TestDapp dapp =
        new TestDapp(server, new ChromeDriver(service, options(chromium.get(), profile)));
    dapp.start(npm, port, rpc, key);
    return dapp;
  }

  private static ChromeOptions options(Path chromium, Path profile) {
    return new ChromeOptions()
        .setBinary(chromium.toString())
        .addArguments(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // The page's styles are elsewhere, and elsewhere is not reached.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--user-data-dir=" + profile);
  }

  private void start(NpmClients npm, int port, String rpc, String key) throws IOException {
    String wallet = new ObjectMapper().writeValueAsString(Map.of("rpc", rpc, "key", key));
    for (String script :
        List.of(
            Files.readString(npm.installed("ethers").resolve("dist/ethers.umd.min.js")),
            "window.LYCEUM_WALLET = " + wallet + ";",
            Files.readString(npm.file("wallet/provider.js")))) {
      browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }
    browser.get(origin(port) + "/index.html");
  }

  /** The origin of the page when it is served at a port. */
  static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static Optional<Path> program(String... names) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Clicks a button once it can be clicked. */
  void click(String id) {
    WebElement button =
        new WebDriverWait(browser, PATIENCE)
            .until(ExpectedConditions.elementToBeClickable(By.id(id)));
    // By script, since what lies over a button does not matter here.
    browser.executeScript("arguments[0].click()", button);
  }

  /** Waits until an element shows a text. */
  void awaitText(String id, String text) {
    new WebDriverWait(browser, PATIENCE)
        .withMessage(() -> id + " shows '" + text(id) + "'")
        .until(page -> text(id).contains(text));
  }

  /** What an element shows. */
  String text(String id) {
    return browser.findElement(By.id(id)).getDomProperty("textContent").strip();
  }

  /** The typed data (EIP-712, JSON) that the page last asked the wallet to sign. */
  String signedTypedData() {
    return (String) browser.executeScript("return window.LYCEUM_WALLET.signed");
  }

  @Override
  public void close() {
    browser.quit();
    server.stop(0);
  }
}
