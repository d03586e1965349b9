import { Controller, type DynamicModule, Get, Injectable, Module, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AudioFiles,
  CountsReferences,
  Delivery,
  Images,
  MediaModule,
  type ReferenceCounter,
  Staging,
  UploadAdmission,
} from '../../src/modules/media/index.js';
import { ConfigModule, type Settings } from '../../src/platform/config/index.js';
import { DatabaseModule, Sql, type Tx } from '../../src/platform/database/index.js';
import { EphemeralModule } from '../../src/platform/ephemeral/index.js';
import { EventsModule } from '../../src/platform/events/index.js';
import { Actor, ActorSource, HttpModule, SignedIn } from '../../src/platform/http/index.js';
import { ObservabilityModule } from '../../src/platform/observability/index.js';
import { QueueModule } from '../../src/platform/queue/index.js';

/** Whoever says a DID as bearer value is that person: signing in is told elsewhere. */
@Injectable()
class BelievesEverybody extends ActorSource {
  async find(bearer: string): Promise<Actor | null> {
    if (!bearer.startsWith('did:')) return null;
    return {
      did: bearer,
      handle: 'somebody.test',
      kind: 'dev_token',
      sessionHash: bearer,
      groupId: bearer,
      expiresAt: null,
      mayWriteRecords: true,
      isGrantDead: false,
    };
  }
}

@CountsReferences('audio')
class AudioReferences implements ReferenceCounter {
  readonly columns = ['track_audio.audio_file_id'];
  constructor(private readonly sql: Sql) {}

  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    return counted(this.sql, 'select audio_file_id as id from track_audio', ids, tx);
  }
}

@CountsReferences('image')
class ImageReferences implements ReferenceCounter {
  readonly columns = ['albums.image_id', 'artists.avatar_image_id', 'playlists.image_id', 'tracks.image_id'];
  constructor(private readonly sql: Sql) {}

  count(ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const all =
      'select image_id as id from albums union all select avatar_image_id from artists union all select image_id from playlists union all select image_id from tracks';
    return counted(this.sql, all, ids, tx);
  }
}

async function counted(sql: Sql, references: string, ids: readonly string[], tx: Tx): Promise<Map<string, number>> {
  const rows = await sql.rows<{ id: string; count: number }>(
    `select id, count(*)::int as count from (${references}) r where id = any($1) group by id`,
    [ids],
    tx,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The routes that modules above would have. */
@Controller()
class HigherRoutes {
  constructor(
    private readonly staging: Staging,
    private readonly images: Images,
    private readonly files: AudioFiles,
    private readonly delivery: Delivery,
  ) {}

  @Post('stage')
  @SignedIn()
  async stage(@Actor() actor: Actor, @Req() request: FastifyRequest): Promise<{ staged_id: string; bytes: number }> {
    const part = await request.file({ limits: { fileSize: Infinity } });
    const { id, bytes } = await this.staging.receive(actor.did, part!.file, part!.filename);
    return { staged_id: id, bytes };
  }

  @Post('pictures')
  @SignedIn()
  async picture(@Actor() actor: Actor, @Req() request: FastifyRequest): Promise<object> {
    const part = await request.file({ limits: { fileSize: Infinity } });
    const { imageId } = await this.images.store(actor.did, part!.file);
    return { id: imageId, ...(await this.images.urls([imageId])).get(imageId) };
  }

  @Get('audio/:id')
  async audio(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.files.find(id);
    if (!file) return void reply.status(404).send();
    await this.delivery.send(request, reply, file);
  }
}

@Module({ imports: [MediaModule], controllers: [HigherRoutes], providers: [AudioReferences, ImageReferences] })
class HigherModule {}

@Injectable()
class AdmitsEverybody extends UploadAdmission {
  async assertMayBegin(): Promise<void> {}
}

@Module({
  providers: [
    { provide: ActorSource, useClass: BelievesEverybody },
    { provide: UploadAdmission, useClass: AdmitsEverybody },
  ],
  exports: [ActorSource, UploadAdmission],
})
class PeopleModule {}

@Module({})
class MediaApplication {}

/** Platform and media alone, with what stands above them played by a few lines. */
export function mediaApplication(settings: Settings): DynamicModule {
  const people: DynamicModule = { module: PeopleModule, global: true };
  const platform = [
    ConfigModule.for(settings),
    ObservabilityModule.for(settings),
    DatabaseModule.connected(),
    EphemeralModule,
    QueueModule.for(settings),
    EventsModule,
    people,
    HttpModule,
  ];
  return { module: MediaApplication, imports: [...platform, MediaModule, HigherModule] };
}
