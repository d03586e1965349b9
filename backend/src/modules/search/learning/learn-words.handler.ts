import { SECOND_MS } from '../../../common/clock.js';
import { Transactions } from '../../../platform/database/index.js';
import { On } from '../../../platform/events/index.js';
import { defineJob, Handles, type JobHandler, JobQueue } from '../../../platform/queue/index.js';
import { SearchWordsRepository } from '../finding/search-words.repository.js';
import { wordsOf } from '../finding/words.rules.js';

const AT_ONCE = 2_000;

export const learnWords = defineJob('search.learn-words', {
  attempts: 1,
  everyMs: 30 * SECOND_MS,
});

/** Learns the words of new names, so that slips in them are understood; the names themselves are found at once. */
@Handles(learnWords)
export class LearnWordsHandler implements JobHandler<Record<string, never>> {
  constructor(
    private readonly words: SearchWordsRepository,
    private readonly tx: Transactions,
    private readonly queue: JobQueue,
  ) {}

  @On('track.published', 'track.changed')
  async nameIsNew(): Promise<void> {
    await this.queue.add(learnWords, {}, { id: 'soon' });
  }

  async run(): Promise<void> {
    while ((await this.learnSome()) === AT_ONCE);
  }

  private learnSome(): Promise<number> {
    return this.tx.run(async (tx) => {
      const names = await this.words.takeUnlearned(tx, AT_ONCE);
      const uses = new Map<string, number>();
      for (const word of names.flatMap((name) => [...new Set(wordsOf(name))]))
        uses.set(word, (uses.get(word) ?? 0) + 1);
      await this.words.learn(tx, uses);
      return names.length;
    });
  }
}
