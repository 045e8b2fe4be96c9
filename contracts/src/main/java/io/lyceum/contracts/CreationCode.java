package io.lyceum.contracts;

import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;

/** Init code of contracts with the arguments of their constructors, in hexadecimal with 0x. */
public final class CreationCode {

  private CreationCode() {}

  /**
   * Init code of the {@link AuthorityRegistry}. The value sent with it is split evenly into the
   * authorities' bonds.
   *
   * @param authorities the first authorities, 0x-prefixed addresses
   * @param minimumBond the least bond of an authority, in wei
   */
  public static String authorityRegistry(List<String> authorities, BigInteger minimumBond) {
    return "0x" + Predeployed.AUTHORITY_REGISTRY.bytecode() + arguments(authorities, minimumBond);
  }

  /**
   * Init code of the {@link SampleToken}, which benchmarks and load tests transfer.
   *
   * @param holders who own the supply, 0x-prefixed addresses
   * @param amount what each of them gets
   */
  public static String sampleToken(List<String> holders, BigInteger amount) {
    return "0x" + SampleToken.BINARY + arguments(holders, amount);
  }

  /**
   * Init code of a predeployed contract whose constructor takes no arguments: all but the {@link
   * AuthorityRegistry}.
   *
   * @throws IllegalArgumentException for the AuthorityRegistry
   */
  public static String of(Predeployed contract) {
    if (contract == Predeployed.AUTHORITY_REGISTRY) {
      throw new IllegalArgumentException("The AuthorityRegistry is created with arguments");
    }
    return "0x" + contract.bytecode();
  }

  private static String arguments(List<String> addresses, BigInteger amount) {
    return FunctionEncoder.encodeConstructor(
        List.of(
            new DynamicArray<>(Address.class, addresses.stream().map(Address::new).toList()),
            new Uint256(amount)));
  }
}
