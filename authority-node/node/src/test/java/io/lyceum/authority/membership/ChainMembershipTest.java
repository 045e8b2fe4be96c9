package io.lyceum.authority.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.BlockHeaderBuilder;
import io.lyceum.ledger.types.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainMembershipTest {

  private static final long SEALED = 1_800_000_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Address AUTHORITY = address(1);
  private static final Address LEARNER = address(2);
  private static final Address PERMITTED = address(3);
  private static final Address BOOT = address(4);
  private static final Address STRANGER = address(5);

  private final Set<Address> authorities = new HashSet<>(Set.of(AUTHORITY));
  private final Set<Address> learners = new HashSet<>(Set.of(LEARNER));
  private BlockHeader head = header(0);
  private Instant now = Instant.ofEpochSecond(SEALED + 1);
  private int questions;
  private boolean silent;
  private final ChainMembership membership =
      new ChainMembership(
          new FakeRegistries(), () -> head, Set.of(PERMITTED), Set.of(BOOT), PATIENCE, () -> now);

  @Test
  void membersOnTheChainAndPermittedNodesAreAdmittedAndNobodyElse() {
    assertThat(Set.of(AUTHORITY, LEARNER, PERMITTED)).allMatch(membership::admits);
    assertThat(Set.of(BOOT, STRANGER)).noneMatch(membership::admits);
    assertThat(membership.partners()).containsExactlyInAnyOrder(AUTHORITY, PERMITTED);
  }

  @Test
  void bootNodesAreTrustedWhileTheHeadIsOld() {
    now = Instant.ofEpochSecond(SEALED).plus(PATIENCE).plusSeconds(1);
    assertThat(membership.admits(BOOT)).isTrue();
    assertThat(membership.admits(STRANGER)).isFalse();
    assertThat(membership.partners()).contains(BOOT);

    head = new BlockHeaderBuilder().number(1).timestamp(now.getEpochSecond()).build();
    assertThat(membership.admits(BOOT)).isFalse();
    assertThat(membership.partners()).doesNotContain(BOOT);
  }

  @Test
  void aChangeOnTheChainCountsFromTheNextHeadAndTheChainIsAskedOnceForEach() {
    assertThat(membership.admits(AUTHORITY)).isTrue();
    authorities.remove(AUTHORITY);
    authorities.add(STRANGER);
    learners.remove(LEARNER);
    assertThat(membership.admits(AUTHORITY)).isTrue();

    head = header(1);
    assertThat(Set.of(AUTHORITY, LEARNER)).noneMatch(membership::admits);
    for (int i = 0; i < 100; i++) {
      assertThat(membership.admits(STRANGER)).isTrue();
      membership.partners();
    }
    assertThat(questions).isEqualTo(2);
  }

  @Test
  void membersStayWhenTheChainCannotTell() {
    assertThat(membership.admits(AUTHORITY)).isTrue();
    silent = true;
    head = header(1);
    assertThat(Set.of(AUTHORITY, LEARNER, PERMITTED)).allMatch(membership::admits);
  }

  private static BlockHeader header(long number) {
    return new BlockHeaderBuilder().number(number).timestamp(SEALED).build();
  }

  private static Address address(int number) {
    return Address.fromHex("0x%040x".formatted(number));
  }

  private final class FakeRegistries implements Registries {

    @Override
    public Set<Address> authoritiesAfter(BlockHeader after) {
      questions++;
      if (silent) {
        throw new IllegalStateException("The state is not held");
      }
      return authorities;
    }

    @Override
    public Set<Address> learnersAfter(BlockHeader after) {
      return learners;
    }
  }
}
