package io.lyceum.api.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CallerTest {

  @Test
  void isTheSameAtAnyPortOfAnAddress() throws Exception {
    assertThat(at("192.0.2.1", 1)).isEqualTo(at("192.0.2.1", 2)).isNotEqualTo(at("192.0.2.2", 1));
  }

  @Test
  void isTheSameInANetworkOfIpv6() throws Exception {
    assertThat(at("2001:db8::1", 1))
        .isEqualTo(at("2001:db8::ffff:1", 1))
        .isNotEqualTo(at("2001:db8:0:1::1", 1));
  }

  @Test
  void isNoAddressWithATokenThatNamesIt() throws Exception {
    assertThat(Caller.subject("192.0.2.1")).isNotEqualTo(at("192.0.2.1", 1));
  }

  private static Caller at(String address, int port) throws Exception {
    return Caller.at(new InetSocketAddress(InetAddress.getByName(address), port));
  }
}
