import { TagCountsQueries } from './tag-counts.queries.js';
import { TagPagesService } from './tag-pages.service.js';
import { TagsController } from './tags.controller.js';

/** Tags with their tracks; part of the tracks module. */
export const tagControllers = [TagsController];
export const tagProviders = [TagCountsQueries, TagPagesService];
