import { Injectable, type OnModuleInit, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { News, Signals } from '../../contracts/events.js';
import { Events } from './events.js';

const NEWS = 'plyr:on-news';
const SIGNAL = 'plyr:on-signal';

/** The method hears these news of its own process. */
export const On = (...names: (keyof News)[]): MethodDecorator => SetMetadata(NEWS, names);
/** The method hears this signal of any process. */
export const OnSignal = (name: keyof Signals): MethodDecorator => SetMetadata(SIGNAL, name);

type Method = (payload: never) => unknown;

/** Finds the decorated methods of all providers and connects them. */
@Injectable()
export class Listeners implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, Method>;
      const prototype = Object.getPrototypeOf(instance) as object | null;
      for (const name of prototype ? this.scanner.getAllMethodNames(prototype) : []) this.connect(methods, name);
    }
  }

  private connect(instance: Record<string, Method>, name: string): void {
    const method = instance[name];
    if (typeof method !== 'function') return;
    const news = this.reflector.get<(keyof News)[] | undefined>(NEWS, method) ?? [];
    const signal = this.reflector.get<keyof Signals | undefined>(SIGNAL, method);
    for (const name of news) this.events.on(name, (payload) => method.call(instance, payload as never));
    if (signal) this.events.signals(signal, (payload) => method.call(instance, payload as never));
  }
}
