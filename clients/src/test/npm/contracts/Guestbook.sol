// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// A book whose pages are signed once: by the guest, or by someone who brings the guest's EIP-712 signature.
contract Guestbook {
    error PageTaken(uint256 page, address guest);
    error NotSignedBy(address guest);

    event Signed(address indexed guest, uint256 indexed page, string words);

    bytes32 private constant ENTRY = keccak256("Entry(address guest,uint256 page,string words)");

    string public title;
    uint256 public signedPages;
    mapping(uint256 page => address) public guestOf;

    constructor(string memory title_) payable {
        title = title_;
    }

    function sign(uint256 page, string calldata words) external payable {
        write(msg.sender, page, words);
    }

    function signFor(address guest, uint256 page, string calldata words, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 entry = keccak256(abi.encode(ENTRY, guest, page, keccak256(bytes(words))));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", domainSeparator(), entry));
        if (ecrecover(digest, v, r, s) != guest) revert NotSignedBy(guest);
        write(guest, page, words);
    }

    /// Panics once more pages are wanted than there are.
    function unsignedPages(uint256 ofPages) external view returns (uint256) {
        return ofPages - signedPages;
    }

    function domainSeparator() public view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Guestbook"),
                keccak256("1"),
                block.chainid,
                address(this)
            )
        );
    }

    function write(address guest, uint256 page, string calldata words) private {
        require(bytes(words).length > 0, "No words");
        if (guestOf[page] != address(0)) revert PageTaken(page, guestOf[page]);
        guestOf[page] = guest;
        signedPages++;
        emit Signed(guest, page, words);
    }
}
