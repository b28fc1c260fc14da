"""Who may see a person's records."""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_PERSON

ATTR_USER_ID = "user_id"
"""Of a person entity: who logs in as that person."""


@callback
def may_read(hass: HomeAssistant, entry: ConfigEntry, user: User | None) -> bool:
    """Whether `user` may see and change the records of the person of `entry`.

    The person may, admins may, and who may control all entities of the entry. None is Home
    Assistant itself, for instance an automation.
    """
    if user is None or user.is_admin or is_linked(hass, entry, user):
        return True
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    return bool(entities) and all(
        user.permissions.check_entity(each.entity_id, POLICY_CONTROL) for each in entities
    )


@callback
def is_linked(hass: HomeAssistant, entry: ConfigEntry, user: User) -> bool:
    """Whether `user` is the person of `entry`."""
    return is_linked_to(hass, entry, user.id)


@callback
def is_linked_to(hass: HomeAssistant, entry: ConfigEntry, user_id: str) -> bool:
    """Whether the user of that id is the person of `entry`."""
    person = hass.states.get(entry.data.get(CONF_PERSON, ""))
    return person is not None and person.attributes.get(ATTR_USER_ID) == user_id


async def async_may_read(hass: HomeAssistant, entry: ConfigEntry, context: Context) -> bool:
    """Whether whoever asks in `context` may; somebody who is unknown by now may not."""
    if context.user_id is None:
        return True
    user = await hass.auth.async_get_user(context.user_id)
    return user is not None and may_read(hass, entry, user)
