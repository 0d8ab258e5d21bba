"""Keys and rights: what opens a workspace, what closes it, and who may do what in it. Cheap to import."""

from krogkoll.security.permissions import Actor, Permission, Role, permissions_of

__all__ = ["Actor", "Permission", "Role", "permissions_of"]
