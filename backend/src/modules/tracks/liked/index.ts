import { LikedController } from './liked.controller.js';
import { LikedCountsQueries } from './liked-counts.queries.js';
import { LikedPagesService } from './liked-pages.service.js';

/** Lists of what people like; part of the tracks module. */
export const likedControllers = [LikedController];
export const likedProviders = [LikedCountsQueries, LikedPagesService];
