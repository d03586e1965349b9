import { Module } from '@nestjs/common';
import { AtprotoModule } from '../atproto/index.js';
import { MediaModule } from '../media/index.js';
import { EntriesQueries } from './finding/entries.queries.js';
import { FoundItemsQueries } from './finding/found-items.queries.js';
import { SearchWordsRepository } from './finding/search-words.repository.js';
import { SpellingService } from './finding/spelling.service.js';
import { AppviewActors } from './handles/appview-actors.js';
import { HandlesQueries } from './handles/handles.queries.js';
import { HandlesService } from './handles/handles.service.js';
import { LearnWordsHandler } from './learning/learn-words.handler.js';
import { PopularityRepository } from './learning/popularity.repository.js';
import { RefreshPopularityHandler } from './learning/refresh-popularity.handler.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';

const finding = [EntriesQueries, FoundItemsQueries, SearchWordsRepository, SpellingService, SearchService];
const handles = [AppviewActors, HandlesQueries, HandlesService];
const learning = [LearnWordsHandler, PopularityRepository, RefreshPopularityHandler];

@Module({
  imports: [AtprotoModule, MediaModule],
  controllers: [SearchController],
  providers: [...finding, ...handles, ...learning],
})
export class SearchModule {}
