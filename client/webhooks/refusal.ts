/** Why a delivery is not taken, and with which status; caught in the handler, never seen outside. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}
