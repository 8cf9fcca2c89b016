import { Injectable, Logger } from '@nestjs/common';

@Injectable()
export class FilesService {
  private readonly logger = new Logger(FilesService.name);

  constructor(private readonly store: any) {}

  async upload(path: string, body: Buffer) {
    const { error: uploadError } = await this.store.upload(path, body);
    if (uploadError) {
      this.logger.error('Upload failed', { uploadError });
    }
    const { error } = await this.store.tag(path);
    if (error)
      this.logger.error('FilesService.upload: store.tag failed', { error });
    try {
      await this.store.close();
    } catch (err) {
      this.logger.error(
        'Close failed',
        err instanceof Error ? err.stack : String(err),
      );
    }
  }
}
