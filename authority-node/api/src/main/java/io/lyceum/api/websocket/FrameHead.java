package io.lyceum.api.websocket;

/**
 * What comes before a client's payload (RFC 6455, section 5.2).
 *
 * @param opcode what the frame is
 * @param last whether it is the last of its message
 * @param length of the payload, in bytes
 * @param mask by which the payload is hidden, 32 bits
 */
record FrameHead(Opcode opcode, boolean last, long length, int mask) {}
