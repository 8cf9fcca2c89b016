// Compiled to CommonJS, this line runs before anything below it is loaded.
console.log('starting up');

import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

NestFactory.create(AppModule).then((app) => app.listen(3000));
