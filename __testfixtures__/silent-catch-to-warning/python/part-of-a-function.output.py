import logging

logger = logging.getLogger(__name__)


def create_user(session, body, mailer, brands, counters):
    user = session.add(User(**body))
    session.commit()
    try:
        brand = brands.fetch_brand(user.tenant_id)
        limits = session.get(Limits, user.tenant_id)
        counters.increment(user.tenant_id)
        if limits.may_mail:
            mailer.send_template(user.email, brand, limits)
    except Exception:
        logger.warning("create_user: mailer.send_template failed", exc_info=True)
    return user


def train(workflow, session_data):
    frame = load(session_data)
    check(frame)
    try:
        if session_data.get("columns"):
            workflow.columns = session_data["columns"]
    except Exception:
        logger.warning("train: assigning to workflow.columns failed", exc_info=True)
    workflow.run(frame)


def report(sources, view):
    first = view.begin()
    second = view.prepare_page(first)
    try:
        view.attach(first)
        view.arrange(second)
        view.colour(sources)
        view.finish(sources)
    except Exception:
        logger.warning("report failed", exc_info=True)
    view.show(first, second)
