import { ListenerCookie } from './listener-cookie.js';
import { PlayEvent } from './play-event.entity.js';
import { PlaysController } from './plays.controller.js';
import { PlaysRepository } from './plays.repository.js';
import { PlaysService } from './plays.service.js';

/** Reports of plays; part of the tracks module. */
export const playControllers = [PlaysController];
export const playProviders = [ListenerCookie, PlaysRepository, PlaysService];
export const playEntities = [PlayEvent];
