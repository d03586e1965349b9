import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { writeFile } from 'node:fs/promises';
import { AppModule } from './app.module.js';
import { readSettings } from './platform/config/index.js';

/** Writes docs/api/openapi.json (or the file named) from the controllers; preview mode creates no instance. */
async function main(): Promise<void> {
  const settings = readSettings({
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    OAUTH_ENCRYPTION_KEY: `doc:${Buffer.alloc(32).toString('base64')}`,
    LOG_LEVEL: 'silent',
  });
  @Module({ imports: [AppModule.for(settings)] })
  class DocumentedModule {}
  const app = await NestFactory.create<NestFastifyApplication>(DocumentedModule, new FastifyAdapter(), {
    preview: true,
    logger: ['error'],
  });
  const about = new DocumentBuilder()
    .setTitle('plyr.fm')
    .setDescription('audio streaming on the AT Protocol')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('session_id')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, about);
  nameRestOfPath(document);
  await writeFile(process.argv[2] ?? 'docs/api/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  await app.close();
}

/** A rest-of-path route is `{path}` in the document; its parameter must be called the same to be of use to clients. */
function nameRestOfPath(document: OpenAPIObject): void {
  for (const { get } of Object.values(document.paths)) {
    for (const parameter of get?.parameters ?? []) {
      if ('name' in parameter && parameter.name === '*') parameter.name = 'path';
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
