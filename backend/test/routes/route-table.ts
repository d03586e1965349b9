import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { readFileSync } from 'node:fs';
import type { World } from '../harness/world.js';

export interface Route {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the contract writes it: `/tracks/{id}`; `{path}` is the rest of the address. */
  path: string;
}

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
export const changes = ({ method }: Route): boolean => !['GET', 'HEAD'].includes(method);
export const namesSomething = ({ path }: Route): boolean => path.includes('{');

/** Every route of the running product, written down or not. */
export function routesOf(world: World): Route[] {
  const scanner = new MetadataScanner();
  const routes: Route[] = [];
  for (const { instance, metatype } of world.get(DiscoveryService).getControllers()) {
    if (typeof instance !== 'object' || instance === null || !metatype) continue;
    const handlers = Object.getPrototypeOf(instance) as Record<string, object>;
    for (const name of scanner.getAllMethodNames(handlers)) {
      const method = Reflect.getMetadata(METHOD_METADATA, handlers[name] ?? {}) as RequestMethod | undefined;
      if (method === undefined) continue;
      for (const root of pathsOf(metatype)) {
        for (const own of pathsOf(handlers[name] ?? {})) {
          routes.push({ method: RequestMethod[method] as Route['method'], path: written(`${root}/${own}`) });
        }
      }
    }
  }
  return routes;
}

interface Document {
  paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

/** The routes of the contract, with the names of what may stand in their query. */
export function documentedRoutes(): (Route & { query: string[] })[] {
  const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [] }]) => ({
      method: method.toUpperCase() as Route['method'],
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    })),
  );
}

function pathsOf(target: object): string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return Array.isArray(paths) ? paths : [paths ?? ''];
}

function written(path: string): string {
  const segments = path.split('/').filter(Boolean);
  return `/${segments.map((segment) => segment.replace(/^:(\w+)$/, '{$1}').replace(/^\*\w*$/, '{path}')).join('/')}`;
}
