import { Controller, Get, HttpException, HttpStatus, InternalServerErrorException, NotFoundException, Param, Logger } from '@nestjs/common';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  private readonly logger = new Logger(UsersController.name);

  constructor(private readonly users: UsersService) {}

  @Get()
  async list() {
    try {
      return await this.users.list();
    } catch (error) {
      this.logger.error('UsersController.list failed', error instanceof Error ? error.stack : String(error));
      throw new InternalServerErrorException('Internal server error');
    }
  }

  @Get(':id')
  async one(@Param('id') id: string) {
    try {
      return await this.users.one(id);
    } catch (err) {
      this.logger.error('Failed to read user', err instanceof Error ? err.stack : String(err));
      throw new HttpException('Failed to read user', HttpStatus.INTERNAL_SERVER_ERROR);
    }
  }

  @Get(':id/posts')
  async posts(@Param('id') id: string) {
    try {
      return await this.users.posts(id);
    } catch (err) {
      this.logger.error('UsersController.posts failed', err instanceof Error ? err.stack : String(err));
      throw new HttpException({ status: HttpStatus.BAD_GATEWAY, error: 'Bad gateway' }, HttpStatus.BAD_GATEWAY, { cause: err });
    }
  }

  @Get(':id/missing')
  async missing(@Param('id') id: string) {
    try {
      return await this.users.one(id);
    } catch (err) {
      throw new NotFoundException(err.message);
    }
  }

  @Get(':id/files')
  async files(@Param('id') id: string) {
    try {
      return await this.users.files(id);
    } catch (error) {
      this.logger.error('UsersController.files failed', error instanceof Error ? error.stack : String(error));
      throw new InternalServerErrorException('Internal server error');
    }
  }
}
