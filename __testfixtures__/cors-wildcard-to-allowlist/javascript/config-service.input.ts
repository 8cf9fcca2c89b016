import { ConfigService } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  const configService = app.get(ConfigService);
  app.enableCors({ origin: configService.get<string>('CORS_ORIGINS', '*').split(',') });
  app.enableCors({ origin: configService.get('CORS_ORIGINS') || '*' });
}

bootstrap();
