import { Handles, type JobData, type JobHandler, type JobRun } from '../../../platform/queue/index.js';
import { AudioAdoption } from '../../media/index.js';
import { measureAudio } from './fetch-media.job.js';

type Data = JobData<typeof measureAudio>;

/** Gives audio that was found in the storage its outline again. The track plays meanwhile. */
@Handles(measureAudio)
export class MeasureAudioHandler implements JobHandler<Data> {
  constructor(private readonly adoption: AudioAdoption) {}

  run({ fileId }: Data, { stopping }: Pick<JobRun, 'stopping'>): Promise<void> {
    return this.adoption.measure(fileId, stopping);
  }
}
