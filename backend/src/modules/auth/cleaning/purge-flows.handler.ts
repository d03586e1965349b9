import { MINUTE_MS } from '../../../common/clock.js';
import { defineJob, Handles } from '../../../platform/queue/index.js';
import { FlowsRepository } from '../sign-in/flows.repository.js';

export const purgeFlows = defineJob('auth.purge-flows', { everyMs: 10 * MINUTE_MS });

/** Sign-ins that never came back (AUTH-02). */
@Handles(purgeFlows)
export class PurgeFlowsHandler {
  constructor(private readonly flows: FlowsRepository) {}

  run(): Promise<void> {
    return this.flows.purge();
  }
}
