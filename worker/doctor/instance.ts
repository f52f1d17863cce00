import { GatewayFailure } from '../../activities/gateways/gateway-failure.ts';
import type { Session } from '../../activities/gateways/gateway.ts';
import type { Instance } from '../../activities/instances/instances.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

/** The engines whose answers the contract tests and the fault matrix play. WAHA has a fourth, WPP. */
const KNOWN_ENGINE = /^(WEBJS|NOWEB|GOWS)\b/;

/** One instance: its gateway, its token, its session, and who the gateway says it is. Calls one reading. */
export async function checkInstance(instance: Instance): Promise<Finding[]> {
  const subject = `instance ${instance.instanceId}`;
  try {
    return findings(subject, instance, await instance.gateway.session());
  } catch (error) {
    if (error instanceof GatewayFailure) return [fault(subject, error)];
    throw error;
  }
}

function findings(subject: string, { webhooks, successors }: Instance, session: Session): Finding[] {
  const { state, stateName, me, engine } = session;
  if (state !== 'working') return [fault(subject, `its session is ${stateName}: ${remedies[state]}`)];
  const who = identities(me);
  const found = [`its session works (${engine ?? 'the engine is not told'})`, who && `known by ${who}`]
    .concat(`${counted(successors.length)} of its own`)
    .filter(Boolean)
    .join(', ');
  return [
    ok(subject, found),
    ...(who === undefined ? [warning(subject, NOBODY)] : []),
    ...(engine !== undefined && !KNOWN_ENGINE.test(engine) ? [warning(subject, otherEngine(engine))] : []),
    ...(webhooks.secrets.length === 0 ? [warning(subject, UNSIGNED)] : []),
  ];
}

const remedies: Record<Exclude<Session['state'], 'working'>, string> = {
  starting: 'look again in a minute',
  'needs-login': 'link the number at the gateway',
  stopped: 'start it at the gateway',
  failed: "restart it at the gateway; the gateway's log tells more",
};

const NOBODY =
  'the gateway does not say whose number it is, so no exit can tell our own admin rights: look at the session there';
const UNSIGNED =
  'its webhooks are not signed, so departures are proven by reading only, which takes longer: set a secret at the gateway and in the instances file';

function otherEngine(engine: string): string {
  return `the engine is ${engine}, and this version was tested with the answers of WEBJS, NOWEB and GOWS only: try it with --dry-run and one group first`;
}

function counted(successors: number): string {
  return successors === 1 ? '1 successor' : `${successors || 'no'} successors`;
}

/** The kinds of its own ids; the ids themselves are nobody's business here. */
function identities(me: string[]): string | undefined {
  const kinds = [me.some((id) => id.endsWith('@c.us')) && 'phone id', me.some((id) => id.endsWith('@lid')) && 'LID'];
  const known = kinds.filter(Boolean);
  return known.length > 0 ? known.join(' and ') : undefined;
}
