import { CountersRepository } from './counters.repository.js';
import { HealCountersHandler } from './heal-counters.handler.js';

/** Keeps the counters of tracks right; part of the tracks module. */
export const counterProviders = [CountersRepository, HealCountersHandler];
