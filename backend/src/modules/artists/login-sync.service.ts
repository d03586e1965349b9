import { Injectable } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { DAY_MS } from '../../common/clock.js';
import { Ephemeral } from '../../platform/ephemeral/index.js';
import { Events, On } from '../../platform/events/index.js';

/** A session may last much longer; what got out of step meanwhile is then found without a sign-in too. */
const FRESH_MS = 14 * DAY_MS;

/** Begins the work that follows a sign-in when that was lost, or is long ago (CON-05). */
@Injectable()
export class LoginSync {
  constructor(
    private readonly ephemeral: Ephemeral,
    private readonly events: Events,
    @InjectPinoLogger(LoginSync.name) private readonly log: PinoLogger,
  ) {}

  /** Nobody waits for this, and no answer depends on it. */
  beginIfDue(did: string): void {
    this.begin(did).catch((error: unknown) => this.log.warn({ err: error, did }, 'the login sync could not begin'));
  }

  @On('session.started')
  async begun({ did }: { did: string }): Promise<void> {
    await this.ephemeral.set(keyOf(did), true, FRESH_MS);
  }

  private async begin(did: string): Promise<void> {
    if (!(await this.ephemeral.get(keyOf(did)))) this.events.emit('session.started', { did });
  }
}

function keyOf(did: string): string {
  return `login-sync:${did}`;
}
