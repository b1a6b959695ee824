import type { LiveEvent } from "@havendesk/shared/api";

/** A live connection whose other end the test holds. */
export class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket | null = null;

  readyState = 1;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly said: string[] = [];

  constructor() {
    FakeSocket.last = this;
    queueMicrotask(() => this.tell({ type: "hello", version: 1 }));
  }

  tell(event: LiveEvent) {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  send(text: string) {
    this.said.push(text);
  }

  close() {
    this.readyState = 3;
    this.onclose?.();
  }
}
