import { SetMetadata } from '@nestjs/common';

/** `media` for what keeps a core busy (ffmpeg, zip, images), `light` for everything else. */
export type Lane = 'light' | 'media';
export const LANES: readonly Lane[] = ['light', 'media'];

export interface JobOptions {
  lane?: Lane;
  /** Tries in all, the first included. */
  attempts?: number;
  /** Wait before the second try; doubles with each further one. */
  backoffMs?: number;
  /** Runs by itself this often, with `{}` as data. */
  everyMs?: number;
}

/** A kind of work: its name (`module.verb`), its options, and the shape of its data. */
export interface JobDefinition<T> extends Required<Omit<JobOptions, 'everyMs'>> {
  readonly name: string;
  readonly everyMs?: number;
  /** Only in the type: what a handler of this job gets. */
  readonly data?: T;
}

export type JobData<D> = D extends JobDefinition<infer T> ? T : never;

/** Tells how far a running job is; also its sign of life. */
export type Progress = (percent: number) => Promise<void>;

/** What does one kind of job. It may run twice for the same job, and must end the same. */
export interface JobHandler<T> {
  run(data: T, context: { progress: Progress; attempt: number; lastAttempt: boolean }): Promise<void>;
}

const defined = new Map<string, JobDefinition<object>>();

export function defineJob<T extends object>(name: string, options: JobOptions = {}): JobDefinition<T> {
  const job: JobDefinition<T> = { name, lane: 'light', attempts: 5, backoffMs: 2_000, ...options };
  defined.set(name, job);
  return job;
}

/** Every job that a loaded module defines. */
export function definedJobs(): JobDefinition<object>[] {
  return [...defined.values()];
}

export const HANDLED_JOB = 'plyr:handles-job';

/** Marks the one handler of a job; the process does not start when a job has none or two (JOB-04). */
export function Handles<T extends object>(job: JobDefinition<T>) {
  return (handler: new (...args: never[]) => JobHandler<T>): void => {
    SetMetadata(HANDLED_JOB, job)(handler);
  };
}

/** Thrown by a handler when trying again cannot help. */
export { UnrecoverableError as Unrecoverable } from 'bullmq';
