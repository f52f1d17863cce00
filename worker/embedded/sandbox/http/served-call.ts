import { setTimeout as sleep } from 'node:timers/promises';
import type { Backstage } from '../faults/backstage.ts';
import type { FaultedCall } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { hasLeft } from '../world/chat.ts';
import type { Journal } from '../world/journal.ts';
import type { SandboxNumber } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import { callOf, groupIn } from './call-of.ts';
import type { Dialect, GatewayRequest } from './dialect.ts';
import { BadRequest, NoSuchChat } from './plan.ts';
import type { Intent, Route } from './route.ts';

const SESSION_POLL_MS = 50;

/** What serving calls takes, the same for both gateways. */
export interface Serving {
  world: World;
  journal: Journal;
  faults: Faults;
  backstage: Backstage;
  /** How long a call waits for a session that is not WORKING, ms. */
  sessionWaitMs: number;
  /** Raised when the sandbox closes. */
  closing: AbortSignal;
}

/**
 * Serves one call from its arrival to its answer: who is it, does a fault stand in the way, what would it do, do it. It
 * goes on when the caller has gone away: that is what makes a time-out ambiguous.
 */
export class ServedCall {
  readonly #serving: Serving;
  readonly #dialect: Dialect;
  readonly #route: Route;
  readonly #request: GatewayRequest;
  readonly #caller: SandboxNumber | Answer;
  /** Its entry in the journal. */
  readonly #seq: number;

  constructor(serving: Serving, dialect: Dialect, route: Route, request: GatewayRequest) {
    this.#serving = serving;
    this.#dialect = dialect;
    this.#route = route;
    this.#request = request;
    this.#caller = dialect.identify(request);
    this.#seq = serving.journal.add({ kind: 'call', gateway: dialect.gateway, ...this.#scope });
  }

  async answer(): Promise<Answer> {
    const answer = await this.#unlessStruck();
    const status = answer.kind === 'http' ? answer.status : answer.kind;
    this.#serving.journal.note(this.#seq, { status });
    return answer;
  }

  get #number(): SandboxNumber | undefined {
    return 'kind' in this.#caller ? undefined : this.#caller;
  }

  get #scope() {
    const { operation } = this.#route;
    return { instanceId: this.#number?.instanceId, operation, groupId: groupIn(this.#route, this.#request) };
  }

  get #hasLeft(): boolean {
    const group = this.#serving.world.findGroup(this.#scope.groupId ?? '');
    return group !== undefined && this.#number !== undefined && hasLeft(group, this.#number);
  }

  async #unlessStruck(): Promise<Answer> {
    const { faults, journal, backstage, closing } = this.#serving;
    const struck = faults.strikeCall({ ...this.#scope, hasLeft: this.#hasLeft });
    if (!struck) return this.#perform();
    journal.note(this.#seq, { fault: struck.rule.name });
    const call: FaultedCall = {
      dialect: this.#dialect,
      request: this.#request,
      operation: this.#route.operation,
      number: this.#number,
      groupId: this.#scope.groupId,
      backstage,
      perform: () => this.#perform(),
      pretend: () => this.#pretend(),
      wait: (ms: number) => sleep(ms, undefined, { signal: closing }),
    };
    return struck.onCall(call, struck.rule);
  }

  async #perform(): Promise<Answer> {
    const { outcome, answer } = await this.#intent();
    if (outcome) this.#serving.world.commit(outcome, this.#seq);
    return answer;
  }

  async #pretend(): Promise<Answer> {
    const { outcome, answer } = await this.#intent();
    if (outcome) this.#serving.journal.note(this.#seq, { detail: 'withheld' });
    return answer;
  }

  async #intent(): Promise<Intent> {
    if ('kind' in this.#caller) return { answer: this.#caller };
    const { instanceId } = this.#caller;
    if (!this.#route.anyState && !(await this.#isWorking(instanceId))) {
      return { answer: this.#dialect.sessionDown(this.#serving.world.number(instanceId)) };
    }
    try {
      return this.#route.plan(callOf(this.#serving, this.#dialect, this.#route, this.#request, instanceId, this.#seq));
    } catch (error) {
      if (error instanceof BadRequest) return { answer: this.#dialect.badRequest(error.message) };
      if (error instanceof NoSuchChat)
        return { answer: this.#dialect.noSuchChat(this.#request, this.#scope.groupId ?? '') };
      throw error;
    }
  }

  /** As WAHA does, waits a while for a session that is just restarting. */
  async #isWorking(instanceId: string): Promise<boolean> {
    const { world, sessionWaitMs, closing } = this.#serving;
    const deadline = Date.now() + sessionWaitMs;
    while (world.number(instanceId).status !== 'WORKING') {
      if (Date.now() >= deadline) return false;
      await sleep(SESSION_POLL_MS, undefined, { signal: closing });
    }
    return true;
  }
}
