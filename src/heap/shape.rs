//! Shapes: what the slots of a structure are. A shape is a list of field names; adding a field to a
//! structure moves it to the next shape, and structures built alike share theirs.
//!
//! ```text
//!   family (inline slots)
//!     {} --x--> {x} --y--> {x y} --z--> {x y z}     one layout: x y z, of which each shape
//!                 \                                 sees a prefix
//!                  --w--> {x w}                     a fork copies the prefix
//! ```
//!
//! Shapes along a line share one growing layout, so that a structure of n fields costs n entries and not n².
//!
//! The shapes of a class's instances are one family, which knows the class.
//!
//! Shapes are weak: a full collection drops those that no structure, no root and no living descendant has.
//! Invariant: an id is never given out twice, so that an inline cache with a dropped shape's id never hits.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::mem::offset_of;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::found::Found;
use super::{Class, Gc};
use crate::index::{ShapeId, SymbolId};

/// Layouts up to this many fields are searched one by one.
const LINEAR: usize = 8;

/// Shapes per page of the table.
const PAGE: usize = 256;

/// What a shape and its table entry cost, about, without its layout.
const SHAPE_BYTES: usize = size_of::<Shape>() + 64;

/// What a field of a layout costs, about, with its index.
const FIELD_BYTES: usize = 24;

type Map<K, V> = HashMap<K, V, FixedState>;

/// The field names that the shapes of one line share.
#[derive(Default)]
struct Layout {
    fields: Vec<SymbolId>,
    /// Of all fields, once there are more than `LINEAR`.
    index: Map<SymbolId, u32>,
}

impl Layout {
    fn push(&mut self, field: SymbolId) {
        let slot = self.fields.len();
        self.fields.push(field);
        if slot == LINEAR {
            self.index = (0..).zip(&self.fields).map(|(i, f)| (*f, i)).collect();
        } else if slot > LINEAR {
            self.index.insert(field, slot as u32);
        }
    }

    fn of(fields: impl IntoIterator<Item = SymbolId>) -> Layout {
        let mut layout = Layout::default();
        fields.into_iter().for_each(|field| layout.push(field));
        layout
    }

    fn slot(&self, field: SymbolId) -> Option<u32> {
        if self.fields.len() > LINEAR {
            return self.index.get(&field).copied();
        }
        let position = self.fields.iter().position(|f| *f == field);
        position.map(|slot| slot as u32)
    }
}

/// What all shapes that grew from one empty shape share.
struct Family {
    inline: u8,
    /// Whose instances have them.
    class: Option<Gc<Class>>,
}

/// One shape.
struct Shape {
    family: Rc<Family>,
    layout: Rc<RefCell<Layout>>,
    /// How many fields of the layout it has.
    count: u32,
    parent: Option<ShapeId>,
    additions: Map<SymbolId, ShapeId>,
    deletions: Map<SymbolId, ShapeId>,
}

/// What an allocation needs to know of a shape, where it is found at once.
#[derive(Clone, Copy, Default)]
struct Extent {
    inline: u8,
    count: u32,
    /// How many slots a new structure has; more than fields in the raw shape of a class.
    slots: u32,
    class: Option<Gc<Class>>,
}

struct Page {
    shapes: [Option<Box<Shape>>; PAGE],
    extents: [Extent; PAGE],
    live: [bool; PAGE],
}

/// All shapes of a heap.
#[derive(Default)]
pub struct ShapeTable {
    /// `None` where all shapes of a page were dropped.
    pages: Vec<Option<Box<Page>>>,
    /// Shapes that stay.
    pinned: BTreeSet<ShapeId>,
    /// Shapes that stay, with their classes, while somebody counts on making structures of them.
    kept: Vec<ShapeId>,
    /// The classes that have families.
    classes: Vec<Gc<Class>>,
    next: u32,
    bytes: usize,
    found: Found,
}

impl ShapeTable {
    /// The empty shape of a new family, whose structures have room for `inline` fields in themselves. It stays
    /// until it is unpinned.
    pub fn new_family(&mut self, inline: u8) -> ShapeId {
        let id = self.insert(Shape {
            family: Rc::new(Family {
                inline,
                class: None,
            }),
            layout: Rc::default(),
            count: 0,
            parent: None,
            additions: Map::default(),
            deletions: Map::default(),
        });
        self.pinned.insert(id);
        id
    }

    /// The raw shape of a class's instances, and the one with its declared fields. They stay as long as the class.
    pub(in crate::heap) fn new_class(
        &mut self,
        class: Gc<Class>,
        inline: u8,
        fields: &[SymbolId],
    ) -> (ShapeId, ShapeId) {
        let family = Rc::new(Family {
            inline,
            class: Some(class),
        });
        let layout = Rc::new(RefCell::new(Layout::of(fields.iter().copied())));
        let shape = |count, layout| Shape {
            family: family.clone(),
            layout,
            count,
            parent: None,
            additions: Map::default(),
            deletions: Map::default(),
        };
        let count = fields.len() as u32;
        let raw = self.insert(shape(0, Rc::default()));
        let ready = self.insert(shape(count, layout));
        self.bytes += fields.len() * FIELD_BYTES;
        if let Some(Some(page)) = self.pages.get_mut(raw.index() / PAGE) {
            page.extents[raw.index() % PAGE].slots = count;
        }
        self.classes.push(class);
        (raw, ready)
    }

    /// The class whose instances have the shape.
    #[inline(always)]
    pub fn class(&self, shape: ShapeId) -> Option<Gc<Class>> {
        self.extent(shape).class
    }

    /// The classes that have shapes.
    pub(in crate::heap) fn classes(&self) -> &[Gc<Class>] {
        &self.classes
    }

    /// Lets a family's empty shape go once nobody has it; a root may still show it to the tracer.
    pub fn unpin(&mut self, shape: ShapeId) {
        self.pinned.remove(&shape);
    }

    /// Lets a shape stay, with its class, until it is released; whether there is such a shape.
    pub fn keep(&mut self, shape: ShapeId) -> bool {
        if self.kept.contains(&shape) {
            return true;
        }
        let is_there = self.contains(shape);
        if is_there {
            self.kept.push(shape);
        }
        is_there
    }

    /// The shapes that are kept, the latest last.
    pub fn kept(&self) -> &[ShapeId] {
        &self.kept
    }

    /// Releases all shapes but so many, those that were kept first.
    pub fn release(&mut self, but: usize) {
        self.kept.truncate(but);
    }

    fn insert(&mut self, shape: Shape) -> ShapeId {
        let id = self.next;
        // 2^32 shapes take more time to make than machines live; wrapping would break inline caches.
        self.next = id.checked_add(1).expect("fewer than 2^32 shapes");
        let page = id as usize / PAGE;
        while self.pages.len() <= page {
            self.pages.push(None);
        }
        let page = self.pages[page].get_or_insert_with(|| {
            Box::new(Page {
                shapes: [const { None }; PAGE],
                extents: [Extent::default(); PAGE],
                live: [false; PAGE],
            })
        });
        let slot = id as usize % PAGE;
        page.extents[slot] = Extent {
            inline: shape.family.inline,
            count: shape.count,
            slots: shape.count,
            class: shape.family.class,
        };
        page.shapes[slot] = Some(Box::new(shape));
        self.bytes += SHAPE_BYTES;
        ShapeId(id)
    }

    fn find(&self, id: ShapeId) -> Option<&Shape> {
        let page = self.pages.get(id.index() / PAGE)?.as_deref()?;
        page.shapes[id.index() % PAGE].as_deref()
    }

    fn find_mut(&mut self, id: ShapeId) -> Option<&mut Shape> {
        let page = self.pages.get_mut(id.index() / PAGE)?.as_deref_mut()?;
        page.shapes[id.index() % PAGE].as_deref_mut()
    }

    /// Whether the shape exists: it does as long as a structure has it.
    pub fn contains(&self, shape: ShapeId) -> bool {
        self.find(shape).is_some()
    }

    #[inline(always)]
    fn extent(&self, id: ShapeId) -> Extent {
        match self.pages.get(id.index() / PAGE) {
            Some(Some(page)) => page.extents[id.index() % PAGE],
            _ => Extent::default(),
        }
    }

    /// The number of fields.
    #[inline(always)]
    pub fn count(&self, shape: ShapeId) -> u32 {
        self.extent(shape).count
    }

    /// The number of fields that structures of this shape have in themselves.
    #[inline(always)]
    pub fn inline(&self, shape: ShapeId) -> u8 {
        self.extent(shape).inline
    }

    /// The number of slots that a new structure of the shape has.
    #[inline(always)]
    pub(in crate::heap) fn slots(&self, shape: ShapeId) -> u32 {
        self.extent(shape).slots
    }

    /// The slot of a field.
    #[inline]
    pub fn lookup(&self, shape: ShapeId, field: SymbolId) -> Option<u32> {
        match self.found.get(shape, field) {
            Some(slot) => slot,
            None => self.search(shape, field),
        }
    }

    fn search(&self, id: ShapeId, field: SymbolId) -> Option<u32> {
        let shape = self.find(id)?;
        let slot = shape.layout.borrow().slot(field);
        let slot = slot.filter(|slot| *slot < shape.count);
        self.found.put((id, field), slot, shape.family.inline);
        slot
    }

    /// Where native code finds the address of what lookups found: see [`super::found::Entry`].
    pub const FOUND_OFFSET: usize = offset_of!(ShapeTable, found);

    /// The name of the field in a slot.
    pub fn field(&self, shape: ShapeId, slot: u32) -> Option<SymbolId> {
        let shape = self.find(shape)?;
        let fields = &shape.layout.borrow().fields;
        fields[..shape.count as usize].get(slot as usize).copied()
    }

    /// The fields in the order of their slots.
    pub fn fields(&self, shape: ShapeId) -> Vec<SymbolId> {
        let fields = |shape: &Shape| shape.layout.borrow().fields[..shape.count as usize].to_vec();
        self.find(shape).map(fields).unwrap_or_default()
    }

    /// The shape with one more field, whose slot is the last. A field that is there already leaves the shape
    /// as it is.
    pub fn add(&mut self, id: ShapeId, field: SymbolId) -> ShapeId {
        if self.lookup(id, field).is_some() {
            return id;
        }
        let Some(shape) = self.find_mut(id) else {
            return id;
        };
        if let Some(next) = shape.additions.get(&field) {
            return *next;
        }
        let (family, count) = (shape.family.clone(), shape.count);
        let mut layout = shape.layout.clone();
        let mut bytes = FIELD_BYTES;
        if layout.borrow().fields.len() != count as usize {
            let fork = Layout::of(layout.borrow().fields[..count as usize].iter().copied());
            layout = Rc::new(RefCell::new(fork));
            bytes += count as usize * FIELD_BYTES;
        }
        layout.borrow_mut().push(field);
        self.bytes += bytes;
        let next = self.insert(Shape {
            family,
            layout,
            count: count + 1,
            parent: Some(id),
            additions: Map::default(),
            deletions: Map::default(),
        });
        if let Some(shape) = self.find_mut(id) {
            shape.additions.insert(field, next);
        }
        next
    }

    /// The shape without a field; the fields behind it move down by one slot. Without such a field the shape
    /// stays as it is.
    pub fn delete(&mut self, id: ShapeId, field: SymbolId) -> ShapeId {
        let Some(slot) = self.lookup(id, field) else {
            return id;
        };
        let Some(shape) = self.find(id) else {
            return id;
        };
        if let Some(parent) = shape.parent.filter(|_| slot + 1 == shape.count) {
            return parent;
        }
        if let Some(next) = shape.deletions.get(&field) {
            return *next;
        }
        let fields = self.fields(id).into_iter().filter(|f| *f != field);
        let layout = Layout::of(fields);
        let (family, count) = (shape.family.clone(), shape.count - 1);
        self.bytes += count as usize * FIELD_BYTES;
        let next = self.insert(Shape {
            family,
            layout: Rc::new(RefCell::new(layout)),
            count,
            parent: None,
            additions: Map::default(),
            deletions: Map::default(),
        });
        if let Some(shape) = self.find_mut(id) {
            shape.deletions.insert(field, next);
        }
        next
    }

    /// How many shapes there are.
    pub fn len(&self) -> usize {
        self.ids().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The memory that the table takes, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Notes in a full collection that a structure or a root has the shape.
    #[inline]
    pub(in crate::heap) fn mark(&mut self, id: ShapeId) {
        if let Some(Some(page)) = self.pages.get_mut(id.index() / PAGE) {
            page.live[id.index() % PAGE] = true;
        }
    }

    fn is_marked(&self, id: ShapeId) -> bool {
        let page = self.pages.get(id.index() / PAGE);
        page.is_some_and(|page| page.as_ref().is_some_and(|p| p.live[id.index() % PAGE]))
    }

    /// All shapes there are.
    fn ids(&self) -> Vec<ShapeId> {
        let pages = (0..)
            .zip(&self.pages)
            .filter_map(|(i, page)| Some((i, page.as_ref()?)));
        let ids = pages.flat_map(|(i, page)| {
            let slots = (0..).zip(&page.shapes).filter(|(_, shape)| shape.is_some());
            slots.map(move |(slot, _): (u32, _)| ShapeId(i * PAGE as u32 + slot))
        });
        ids.collect()
    }

    /// Drops the shapes that were not marked, and takes the marks away.
    pub(in crate::heap) fn sweep(&mut self) {
        for id in self.pinned.clone() {
            self.mark(id);
        }
        let ids = self.ids();
        let marked: Vec<ShapeId> = ids
            .iter()
            .copied()
            .filter(|id| self.is_marked(*id))
            .collect();
        for id in marked {
            let mut parent = self.find(id).and_then(|shape| shape.parent);
            while let Some(id) = parent.filter(|id| !self.is_marked(*id)) {
                self.mark(id);
                parent = self.find(id).and_then(|shape| shape.parent);
            }
        }
        // Whoever has one of a class's shapes has the class, which has its first ones.
        let classes = std::mem::take(&mut self.classes);
        let live = |class: &Gc<Class>| self.is_marked(class.shape());
        self.classes = classes.into_iter().filter(live).collect();
        self.bytes = 0;
        for id in ids {
            let Some(mut shape) = self.take(id).filter(|_| self.is_marked(id)) else {
                continue;
            };
            shape.additions.retain(|_, next| self.is_marked(*next));
            shape.deletions.retain(|_, next| self.is_marked(*next));
            let sharers = Rc::strong_count(&shape.layout);
            self.bytes += SHAPE_BYTES + shape.layout.borrow().fields.len() * FIELD_BYTES / sharers;
            self.put(id, shape);
        }
        for slot in &mut self.pages {
            if let Some(page) = slot {
                page.live = [false; PAGE];
                if page.shapes.iter().all(Option::is_none) {
                    *slot = None;
                }
            }
        }
    }

    fn take(&mut self, id: ShapeId) -> Option<Box<Shape>> {
        let page = self.pages.get_mut(id.index() / PAGE)?.as_deref_mut()?;
        page.shapes[id.index() % PAGE].take()
    }

    fn put(&mut self, id: ShapeId, shape: Box<Shape>) {
        if let Some(Some(page)) = self.pages.get_mut(id.index() / PAGE) {
            page.shapes[id.index() % PAGE] = Some(shape);
        }
    }
}
