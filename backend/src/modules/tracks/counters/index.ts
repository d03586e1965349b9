import { CountersRepository } from './counters.repository.js';
import { Counters } from './counters.service.js';
import { HealCountersHandler } from './heal-counters.handler.js';

export { Counters };

/** Keeps the counters of tracks right; part of the tracks module. */
export const counterProviders = [CountersRepository, Counters, HealCountersHandler];
