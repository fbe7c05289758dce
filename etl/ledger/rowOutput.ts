/** In charge of the block of bytes that rows are written into on their way to COPY. */

/** Bytes of a block; a row larger than it gets one of its own. */
export const BLOCK_BYTES = 1_048_576;

export class RowOutput {
  bytes: Uint8Array;
  /** Where the next byte goes. */
  at = 0;
  rows = 0;
  private view: DataView;

  constructor(buffer: ArrayBuffer) {
    this.bytes = new Uint8Array(buffer);
    this.view = new DataView(buffer);
  }

  hasRoomFor(length: number): boolean {
    return this.at + length <= this.bytes.length;
  }

  put(field: Uint8Array): void {
    this.putBytes(field, 0, field.length);
  }

  /** Bytes that are fields already. */
  putBytes(source: Uint8Array, from: number, to: number): void {
    const { bytes } = this;
    let { at } = this;
    for (let index = from; index < to; index++) bytes[at++] = source[index] ?? 0;
    this.at = at;
  }

  putNull(): void {
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }

  putBig(value: bigint): void {
    this.view.setInt32(this.at, 8);
    this.view.setBigInt64(this.at + 4, value);
    this.at += 12;
  }

  /** A text field out of other bytes; absent where it is empty. */
  putText(source: Uint8Array, from: number, to: number): void {
    if (from === to) {
      this.putNull();
      return;
    }
    this.view.setInt32(this.at, to - from);
    this.at += 4;
    this.putBytes(source, from, to);
  }

  putInt4(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** A whole number below 2^53. */
  putInt8(value: number): void {
    const high = Math.floor(value / 4_294_967_296);
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, high);
    this.view.setUint32(this.at + 8, value - high * 4_294_967_296);
    this.at += 12;
  }
}
