import logging

logger = logging.getLogger(__name__)


@receiver(post_save)
def create_profile(sender, instance, **kwargs):
    try:
        Profile.objects.create(owner=instance)
    except Exception as e:
        print(f"[ERROR] Failed to create a profile: {e}")
        import traceback

        traceback.print_exc()


@receiver(post_save)
def send_welcome(sender, instance, **kwargs):
    logger.info("Welcome sent")

    print("Welcome sent")


def last(instance):
    if instance.is_new:
        logger.info("new")

        print("new")
    return instance
