import { ApiSchema } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';

@ApiSchema({ description: "A write that has not reached one's repository yet." })
export class UnfinishedWriteView {
  id!: number;
  op!: 'put' | 'delete';
  /** NSID of the collection. */
  collection!: string;
  uri!: string;
  /** The title of the track that it writes, likes or comments on, of the album or of the playlist. */
  about!: string | null;
  /** What failed is tried again only when asked for. */
  state!: 'pending' | 'sending' | 'failed';
  /** It goes on with the next sign-in. */
  waiting!: 'no_grant' | null;
  attempts!: number;
  last_error!: string | null;
  created_at!: string;
}

export class UnfinishedWritesQuery extends PageQuery(100, 50) {}
export class UnfinishedWritesPage extends PageOf('items', UnfinishedWriteView) {}

@ApiSchema({ description: 'Which failed writes to try again; all of them when left out.' })
export class RetryRequest {
  @IsArray()
  @ArrayMaxSize(500)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(Number.MAX_SAFE_INTEGER, { each: true })
  @IsOptional()
  ids?: number[];
}

export class Retried {
  /** How many are on their way again. */
  retried!: number;
}
