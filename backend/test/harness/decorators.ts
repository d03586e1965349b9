// Before any class of ours: decorators read metadata, and Nest's two packages import each other in this order only.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
