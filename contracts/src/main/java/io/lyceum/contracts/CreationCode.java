package io.lyceum.contracts;

import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;

/** The init code that genesis runs at each predeployed address, in hexadecimal with 0x. */
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
    String arguments =
        FunctionEncoder.encodeConstructor(
            List.of(
                new DynamicArray<>(Address.class, authorities.stream().map(Address::new).toList()),
                new Uint256(minimumBond)));
    return "0x" + Predeployed.AUTHORITY_REGISTRY.bytecode() + arguments;
  }

  /**
   * Init code of a contract whose constructor takes no arguments: all but the {@link
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
}
