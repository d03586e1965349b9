import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { JOB_TYPES, type JobStatus, type JobType } from './job.entity.js';

@ApiSchema({ description: 'Work that goes on behind a request, and that its owner can follow.' })
export class JobView {
  /** @format uuid */
  id!: string;
  type!: JobType;
  status!: JobStatus;
  /** Name of the step it is in. */
  phase!: string | null;
  /** What is going on, for a person. */
  message!: string | null;
  /** 0 to 100. */
  progress_pct!: number;
  /** Why it failed, for a person. */
  error!: string | null;
  /** What came of it, once it is completed. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  result!: Record<string, unknown> | null;
  created_at!: string;
  updated_at!: string;
  completed_at!: string | null;
}

export class JobPage extends PageOf('jobs', JobView) {}

export class JobsQuery extends PageQuery(100, 50) {
  /** `active`: not finished yet. */
  @IsIn(['active', 'all'])
  @IsOptional()
  state: 'active' | 'all' = 'all';

  @IsIn(JOB_TYPES)
  @IsOptional()
  type?: JobType;
}
