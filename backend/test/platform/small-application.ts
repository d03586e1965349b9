import { Controller, type DynamicModule, Get, Global, Injectable, Module, Post, Query } from '@nestjs/common';
import { Body } from '@nestjs/common';
import { IsString, Length } from 'class-validator';
import { DomainError } from '../../src/common/errors.js';
import { ConfigModule, type Settings } from '../../src/platform/config/index.js';
import { DatabaseModule, Sql } from '../../src/platform/database/index.js';
import { EphemeralModule } from '../../src/platform/ephemeral/index.js';
import { EventsModule } from '../../src/platform/events/index.js';
import {
  Actor,
  ActorSource,
  HttpModule,
  OptionalWhole,
  RateLimit,
  SignedIn,
  Trimmed,
} from '../../src/platform/http/index.js';
import { ObservabilityModule } from '../../src/platform/observability/index.js';
import { defineJob, Handles, type JobData, QueueModule } from '../../src/platform/queue/index.js';

export const BEARER = 'a-known-session';

@Injectable()
class OneActor extends ActorSource {
  async find(bearer: string): Promise<Actor | null> {
    const actor: Actor = {
      did: 'did:plc:someone',
      handle: 'someone.test',
      kind: 'browser',
      sessionHash: 'hash',
      groupId: '',
      expiresAt: null,
      mayWriteRecords: true,
      isGrantDead: false,
    };
    return bearer === BEARER ? actor : null;
  }
}

export class Note {
  @IsString()
  @Trimmed()
  @Length(1, 10)
  text!: string;
}

class Limit {
  @OptionalWhole(1, 5)
  limit = 3;
}

class Teapot extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'tea.pot';
  override readonly extra = { current_items: [1, 2] };
  constructor() {
    super('this is a teapot');
  }
}

@Controller('notes')
class NotesController {
  constructor(private readonly sql: Sql) {}

  @Get()
  list(@Query() { limit }: Limit, @Actor() actor: Actor | null) {
    return { limit, asked_by: actor?.did ?? null };
  }

  @Post()
  @SignedIn()
  add(@Body() note: Note) {
    return note;
  }

  @Get('teapot')
  teapot() {
    throw new Teapot();
  }

  @Get('broken')
  broken() {
    throw new Error('a secret detail');
  }

  @Get('limited')
  @RateLimit('auth')
  limited() {
    return { ok: true };
  }

  @Get('slow')
  slow() {
    return this.sql.rows('select pg_sleep(5)');
  }
}

/** What the handler saw: data, and the attempt it was. */
export const handled: { id: string; attempt: number }[] = [];

export const sampleJob = defineJob('sample.work', {
  data: { id: 'text', failures: 'number' },
  attempts: 3,
  backoffMs: 50,
});

@Handles(sampleJob)
export class SampleHandler {
  static gate: Promise<void> = Promise.resolve();

  async run({ id, failures }: JobData<typeof sampleJob>, { attempt }: { attempt: number }): Promise<void> {
    handled.push({ id, attempt });
    await SampleHandler.gate;
    if (attempt <= failures) throw new Error('not yet');
  }
}

@Global()
@Module({ providers: [{ provide: ActorSource, useClass: OneActor }], exports: [ActorSource] })
class SomebodyModule {}

@Module({ controllers: [NotesController], providers: [SampleHandler] })
class NotesModule {}

/** The platform with one small module on it. */
export function smallApplication(settings: Settings): DynamicModule {
  const imports = [
    ConfigModule.for(settings),
    ObservabilityModule.for(settings),
    DatabaseModule.connected(),
    EphemeralModule,
    QueueModule.for(settings),
    EventsModule,
    HttpModule,
    SomebodyModule,
    NotesModule,
  ];
  return { module: class SmallApplication {}, imports };
}
